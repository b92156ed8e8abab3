// Where no new answer came, the one before must not pass for it: whoever reads a fee there is told.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail: { target } }) => {
    target.querySelector(".unanswered")?.remove();
    target.prepend(document.getElementById("unanswered").content.cloneNode(true));
  });
}

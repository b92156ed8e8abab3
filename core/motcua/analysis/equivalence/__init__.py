"""Does a draft decide anything differently? Proved, refuted with a dossier, or honestly left open."""

"""stub."""
from starlette.responses import Response
from motcua_web.visit import Visit
def show(visit: Visit) -> Response:
    raise NotImplementedError

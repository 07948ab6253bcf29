"""The address of a shared archive, put together of what an archivist knows of its server."""

from urllib.parse import quote

_BEGINNINGS = ("postgresql://", "postgres://")


def office_address(server: str, database: str, account: str = "", password: str = "") -> str:
    """Return the address of a database of a server.

    `server` is a name, `name:port`, the folder in which a server of this computer listens, or an
    address already, which stays as it is.
    """
    server = server.strip()
    if server.startswith(_BEGINNINGS):
        return server
    who = quote(account, safe="")
    if who and password:
        who = f"{who}:{quote(password, safe='')}"
    where = f"{who}@" if who else ""
    name = quote(database.strip(), safe="")
    if server.startswith("/"):
        return f"postgresql://{where}/{name}?host={quote(server)}"
    return f"postgresql://{where}{server}/{name}"

"""Prefect's API server as a child process: ``python -P -m pipeline.prefect_server``.

Prefect would start one by itself (see reference/pitfalls.md): silently for seconds, on a guessed port, with
its output on the user's screen, and left behind when the parent is killed. This one runs the same application,
binds a port that the system chose, prints that port on standard output once it answers, and stops when its
standard input closes, that is when its parent is done or gone.
"""

from __future__ import annotations

import os
import socket
import threading
import time

__all__ = ["main"]

GRACE_SECONDS = 5.0


def main() -> None:
    """Serve until standard input closes."""
    # These two are how Prefect's own SubprocessASGIServer asks for the small server: no UI, no schedulers.
    os.environ["PREFECT__SERVER_EPHEMERAL"] = "1"
    os.environ["PREFECT__SERVER_FINAL"] = "1"

    import uvicorn  # noqa: PLC0415 - settings are read at import
    from prefect.server.api.server import create_app  # noqa: PLC0415

    # Only the port may reach the parent's pipe; whatever else is printed belongs in the log.
    announcement = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    class AnnouncingServer(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                announcement.write(f"{listener.getsockname()[1]}\n")
                announcement.flush()

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = AnnouncingServer(uvicorn.Config(create_app(), log_level="warning", lifespan="on", access_log=False))

    def stop_with_parent() -> None:
        while os.read(0, 1):
            pass
        server.should_exit = True
        time.sleep(GRACE_SECONDS)
        os._exit(0)

    threading.Thread(target=stop_with_parent, daemon=True).start()
    server.run(sockets=[listener])


if __name__ == "__main__":
    main()

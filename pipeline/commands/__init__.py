"""One module per command of ``keikaku``, each holding its click command as ``command``.

`pipeline.cli` imports a module only when its command is called, so that help and errors come at once.
"""

"""The window: views over `Library`, and nothing else. The only package that knows Qt.

Widgets show the rows of `inkling.present` and emit what the person wants; `errands` says it to the library, `bridge`
carries it to a thread and its answer back. Nothing here reads a document, touches the catalog or computes a score.
"""

"""The page that answers "what is this folder about?"."""

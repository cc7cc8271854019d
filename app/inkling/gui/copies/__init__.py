"""The page that answers "what is double?"."""

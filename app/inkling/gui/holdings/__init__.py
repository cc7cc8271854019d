"""The page that answers "what is covered?": coverage, folders, problems, models, space, privacy."""

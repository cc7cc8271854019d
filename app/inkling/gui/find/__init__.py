"""The page that answers "where is it?": the box, its chips, the results, the side bar and the reader."""

"""What are these files about? Named, stable topics, a map, and files that do not belong."""

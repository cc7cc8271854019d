"""What answers the query? The read path: parse, retrieve, fuse, rerank, judge the strength, say why."""

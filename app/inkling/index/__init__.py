"""Where could the answer be? Vector and lexical indexes behind two protocols, kept in verified snapshots.

Everything here is derived from the catalog and may be thrown away. Passages are known by their catalog ids; row
positions, distances and term numbers never leave the module that made them.
"""

/// DuckDB itself: a gated embedded database, connections, streamed results as vectors, and SQL
/// quoting. Knows nothing of files or of Weir's types.
package dev.weir.source.duckdb.engine;

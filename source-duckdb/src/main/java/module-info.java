import dev.weir.api.DataSourceProvider;
import dev.weir.source.duckdb.DuckDbSourceProvider;
import org.jspecify.annotations.NullMarked;

/// Files, databases and SQL through embedded DuckDB, found as a service.
@NullMarked
module dev.weir.source.duckdb {
  requires dev.weir.api;
  requires duckdb.jdbc;
  requires java.sql;
  requires org.xerial.sqlitejdbc;

  provides DataSourceProvider with
      DuckDbSourceProvider;
}

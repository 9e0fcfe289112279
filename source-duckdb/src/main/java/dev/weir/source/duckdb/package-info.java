/// Tables from files, databases and SQL.
package dev.weir.source.duckdb;

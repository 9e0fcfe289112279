package dev.weir.source.duckdb.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The functions of DuckDB's C API that reading needs, called in the library that the JDBC artifact
/// brings and unpacks. JDBC itself is not used: its vectors give one cell a call and a String a
/// text cell; here a vector of 2048 cells is one copy, and text stays bytes.
@SuppressWarnings("restricted") // calling native code is what this class is for
final class Native {
  /// `duckdb_result`, handed over by value where its chunks are fetched.
  static final StructLayout RESULT =
      MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);

  /// All memory, for text that DuckDB points to.
  static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final SymbolLookup LIBRARY = library();

  private static final FunctionDescriptor POINTER = FunctionDescriptor.of(ADDRESS, ADDRESS);
  private static final FunctionDescriptor DROP = FunctionDescriptor.ofVoid(ADDRESS);
  private static final FunctionDescriptor STATE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
  private static final FunctionDescriptor STATE2 =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
  private static final FunctionDescriptor COUNT = FunctionDescriptor.of(JAVA_LONG, ADDRESS);
  private static final FunctionDescriptor ITEM = FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG);

  private static final MethodHandle OPEN = link("duckdb_open", STATE2);
  private static final MethodHandle CLOSE = link("duckdb_close", DROP);
  private static final MethodHandle CONNECT = link("duckdb_connect", STATE2);
  private static final MethodHandle DISCONNECT = link("duckdb_disconnect", DROP);
  private static final MethodHandle INTERRUPT = link("duckdb_interrupt", DROP);
  private static final MethodHandle EXTRACT =
      link(
          "duckdb_extract_statements", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS));
  private static final MethodHandle EXTRACT_ERROR =
      link("duckdb_extract_statements_error", POINTER);
  private static final MethodHandle PREPARE =
      link(
          "duckdb_prepare_extracted_statement",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  private static final MethodHandle DESTROY_EXTRACTED = link("duckdb_destroy_extracted", DROP);
  private static final MethodHandle PREPARE_ERROR = link("duckdb_prepare_error", POINTER);
  private static final MethodHandle STATEMENT_TYPE = link("duckdb_prepared_statement_type", STATE);
  private static final MethodHandle PREPARED_COLUMNS =
      link("duckdb_prepared_statement_column_count", COUNT);
  private static final MethodHandle PREPARED_NAME =
      link("duckdb_prepared_statement_column_name", ITEM);
  private static final MethodHandle FREE = link("duckdb_free", DROP);
  private static final MethodHandle DESTROY_PREPARE = link("duckdb_destroy_prepare", DROP);
  private static final MethodHandle PENDING = link("duckdb_pending_prepared_streaming", STATE2);
  private static final MethodHandle PENDING_ERROR = link("duckdb_pending_error", POINTER);
  private static final MethodHandle EXECUTE = link("duckdb_execute_pending", STATE2);
  private static final MethodHandle DESTROY_PENDING = link("duckdb_destroy_pending", DROP);
  private static final MethodHandle RESULT_ERROR = link("duckdb_result_error", POINTER);
  private static final MethodHandle DESTROY_RESULT = link("duckdb_destroy_result", DROP);
  private static final MethodHandle COLUMN_COUNT = link("duckdb_column_count", COUNT);
  private static final MethodHandle COLUMN_NAME = link("duckdb_column_name", ITEM);
  private static final MethodHandle FETCH =
      link("duckdb_fetch_chunk", FunctionDescriptor.of(ADDRESS, RESULT));
  private static final MethodHandle CHUNK_SIZE = link("duckdb_data_chunk_get_size", COUNT);
  private static final MethodHandle CHUNK_VECTOR = link("duckdb_data_chunk_get_vector", ITEM);
  private static final MethodHandle DESTROY_CHUNK = link("duckdb_destroy_data_chunk", DROP);
  private static final MethodHandle VECTOR_DATA = link("duckdb_vector_get_data", POINTER);
  private static final MethodHandle VECTOR_VALIDITY = link("duckdb_vector_get_validity", POINTER);

  private Native() {}

  private static SymbolLookup library() {
    try {
      // Loads the library in the class loader that this class shares with it, which is where
      // loaderLookup looks.
      Class.forName("org.duckdb.DuckDBNative", true, Native.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "the DuckDB library (org.duckdb:duckdb_jdbc) is not there", e);
    }
    return SymbolLookup.loaderLookup();
  }

  static MethodHandle link(String name, FunctionDescriptor descriptor) {
    var symbol =
        LIBRARY
            .find(name)
            .orElseThrow(() ->
                new IllegalStateException(
                    "the DuckDB library has no "
                        + name
                        + ": another version of it, or it was loaded elsewhere"));
    return Linker.nativeLinker().downcallHandle(symbol, descriptor);
  }

  static RuntimeException broken(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  static int state(MethodHandle handle, MemorySegment a) {
    try {
      return (int) handle.invokeExact(a);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int state(MethodHandle handle, MemorySegment a, MemorySegment b) {
    try {
      return (int) handle.invokeExact(a, b);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static long count(MethodHandle handle, MemorySegment a) {
    try {
      return (long) handle.invokeExact(a);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static MemorySegment pointer(MethodHandle handle, MemorySegment a) {
    try {
      return (MemorySegment) handle.invokeExact(a);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static MemorySegment item(MethodHandle handle, MemorySegment a, long index) {
    try {
      return (MemorySegment) handle.invokeExact(a, index);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void drop(MethodHandle handle, MemorySegment a) {
    try {
      handle.invokeExact(a);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void drop(MethodHandle handle, MemorySegment a, MemorySegment b) {
    try {
      handle.invokeExact(a, b);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static @Nullable String text(MemorySegment pointer) {
    return pointer.address() == 0 ? null : MEMORY.getString(pointer.address());
  }

  static int open(MemorySegment path, MemorySegment out) {
    return state(OPEN, path, out);
  }

  static void close(MemorySegment database) {
    drop(CLOSE, database);
  }

  static int connect(MemorySegment database, MemorySegment out) {
    return state(CONNECT, database, out);
  }

  static void disconnect(MemorySegment connection) {
    drop(DISCONNECT, connection);
  }

  static void interrupt(MemorySegment connection) {
    drop(INTERRUPT, connection);
  }

  static long extract(MemorySegment connection, MemorySegment sql, MemorySegment out) {
    try {
      return (long) EXTRACT.invokeExact(connection, sql, out);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static @Nullable String extractError(MemorySegment extracted) {
    return text(pointer(EXTRACT_ERROR, extracted));
  }

  static int prepare(
      MemorySegment connection, MemorySegment extracted, long index, MemorySegment out) {
    try {
      return (int) PREPARE.invokeExact(connection, extracted, index, out);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void destroyExtracted(MemorySegment extracted) {
    drop(DESTROY_EXTRACTED, extracted);
  }

  static @Nullable String prepareError(MemorySegment prepared) {
    return text(pointer(PREPARE_ERROR, prepared));
  }

  static int statementType(MemorySegment prepared) {
    return state(STATEMENT_TYPE, prepared);
  }

  static int preparedColumns(MemorySegment prepared) {
    return (int) count(PREPARED_COLUMNS, prepared);
  }

  /// The name is ours to free.
  static String preparedName(MemorySegment prepared, int column) {
    var pointer = item(PREPARED_NAME, prepared, column);
    var name = text(pointer);
    drop(FREE, pointer);
    return name == null ? "" : name;
  }

  /// Memory that DuckDB has allocated for us.
  static void free(MemorySegment memory) {
    if (memory.address() != 0) {
      drop(FREE, memory);
    }
  }

  static void destroyPrepare(MemorySegment prepared) {
    drop(DESTROY_PREPARE, prepared);
  }

  static int pending(MemorySegment prepared, MemorySegment out) {
    return state(PENDING, prepared, out);
  }

  static @Nullable String pendingError(MemorySegment pending) {
    return text(pointer(PENDING_ERROR, pending));
  }

  static int execute(MemorySegment pending, MemorySegment result) {
    return state(EXECUTE, pending, result);
  }

  static void destroyPending(MemorySegment pending) {
    drop(DESTROY_PENDING, pending);
  }

  static @Nullable String resultError(MemorySegment result) {
    return text(pointer(RESULT_ERROR, result));
  }

  static void destroyResult(MemorySegment result) {
    drop(DESTROY_RESULT, result);
  }

  static int columnCount(MemorySegment result) {
    return (int) count(COLUMN_COUNT, result);
  }

  static @Nullable String columnName(MemorySegment result, int column) {
    return text(item(COLUMN_NAME, result, column));
  }

  static MemorySegment fetch(MemorySegment result) {
    return pointer(FETCH, result);
  }

  static int chunkSize(MemorySegment chunk) {
    return (int) count(CHUNK_SIZE, chunk);
  }

  static MemorySegment chunkVector(MemorySegment chunk, int column) {
    return item(CHUNK_VECTOR, chunk, column);
  }

  static void destroyChunk(MemorySegment chunk) {
    drop(DESTROY_CHUNK, chunk);
  }

  static MemorySegment vectorData(MemorySegment vector) {
    return pointer(VECTOR_DATA, vector);
  }

  static MemorySegment vectorValidity(MemorySegment vector) {
    return pointer(VECTOR_VALIDITY, vector);
  }
}

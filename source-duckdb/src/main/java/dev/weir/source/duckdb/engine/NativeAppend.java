package dev.weir.source.duckdb.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The functions that filling a table needs; apart from [Native], so that reading does not link
/// them.
final class NativeAppend {
  private static final FunctionDescriptor STATE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
  private static final FunctionDescriptor STATE2 =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
  private static final FunctionDescriptor DROP = FunctionDescriptor.ofVoid(ADDRESS);
  private static final FunctionDescriptor POINTER = FunctionDescriptor.of(ADDRESS, ADDRESS);

  private static final MethodHandle LOGICAL_TYPE =
      Native.link("duckdb_create_logical_type", FunctionDescriptor.of(ADDRESS, JAVA_INT));
  private static final MethodHandle DESTROY_TYPE = Native.link("duckdb_destroy_logical_type", DROP);
  private static final MethodHandle CREATE_CHUNK =
      Native.link("duckdb_create_data_chunk", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG));
  private static final MethodHandle RESET_CHUNK = Native.link("duckdb_data_chunk_reset", DROP);
  private static final MethodHandle SET_SIZE =
      Native.link("duckdb_data_chunk_set_size", FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG));
  private static final MethodHandle VALIDITY =
      Native.link("duckdb_vector_ensure_validity_writable", DROP);
  private static final MethodHandle TEXT =
      Native.link(
          "duckdb_vector_assign_string_element_len",
          FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));
  private static final MethodHandle CREATE =
      Native.link(
          "duckdb_appender_create",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
  private static final MethodHandle APPEND = Native.link("duckdb_append_data_chunk", STATE2);
  private static final MethodHandle CLOSE = Native.link("duckdb_appender_close", STATE);
  private static final MethodHandle DESTROY = Native.link("duckdb_appender_destroy", STATE);
  private static final MethodHandle ERROR = Native.link("duckdb_appender_error", POINTER);

  private NativeAppend() {}

  static MemorySegment logicalType(int id) {
    try {
      return (MemorySegment) LOGICAL_TYPE.invokeExact(id);
    } catch (Throwable e) {
      throw Native.broken(e);
    }
  }

  static void destroyType(MemorySegment box) {
    Native.drop(DESTROY_TYPE, box);
  }

  static MemorySegment createChunk(MemorySegment types, long columns) {
    return Native.item(CREATE_CHUNK, types, columns);
  }

  static void resetChunk(MemorySegment chunk) {
    Native.drop(RESET_CHUNK, chunk);
  }

  static void setSize(MemorySegment chunk, long rows) {
    try {
      SET_SIZE.invokeExact(chunk, rows);
    } catch (Throwable e) {
      throw Native.broken(e);
    }
  }

  static void writableValidity(MemorySegment vector) {
    Native.drop(VALIDITY, vector);
  }

  static void text(MemorySegment vector, long row, MemorySegment bytes, long length) {
    try {
      TEXT.invokeExact(vector, row, bytes, length);
    } catch (Throwable e) {
      throw Native.broken(e);
    }
  }

  static int create(MemorySegment connection, MemorySegment table, MemorySegment out) {
    try {
      return (int) CREATE.invokeExact(connection, MemorySegment.NULL, table, out);
    } catch (Throwable e) {
      throw Native.broken(e);
    }
  }

  static int append(MemorySegment appender, MemorySegment chunk) {
    return Native.state(APPEND, appender, chunk);
  }

  static int close(MemorySegment appender) {
    return Native.state(CLOSE, appender);
  }

  static int destroy(MemorySegment box) {
    return Native.state(DESTROY, box);
  }

  static @Nullable String error(MemorySegment appender) {
    return Native.text(Native.pointer(ERROR, appender));
  }
}

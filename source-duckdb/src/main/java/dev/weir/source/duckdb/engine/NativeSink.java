package dev.weir.source.duckdb.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;

/// A function of SQL that DuckDB calls with each batch of rows of a scan, in the pipeline where
/// they are made.
///
/// With one thread of DuckDB, that is the thread which fetches, and batches come in order and once
/// each. The function is volatile, so it is neither folded nor moved below a filter, and what it
/// returns says whether its rows are to come out as a result: only then does DuckDB stop and the
/// fetch return. There is one stub for the whole process, which asks the thread for its reading.
@SuppressWarnings("restricted") // being called by native code is what this class is for
final class NativeSink {
  /// Its name in SQL.
  static final String NAME = "weir_take";

  private static final int ANY = 34;
  private static final int BOOLEAN = 1;

  private static final FunctionDescriptor DROP = FunctionDescriptor.ofVoid(ADDRESS);
  private static final FunctionDescriptor SET = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);

  private static final MethodHandle CREATE =
      Native.link("duckdb_create_scalar_function", FunctionDescriptor.of(ADDRESS));
  private static final MethodHandle DESTROY = Native.link("duckdb_destroy_scalar_function", DROP);
  private static final MethodHandle SET_NAME = Native.link("duckdb_scalar_function_set_name", SET);
  private static final MethodHandle SET_VARARGS =
      Native.link("duckdb_scalar_function_set_varargs", SET);
  private static final MethodHandle SET_RETURN =
      Native.link("duckdb_scalar_function_set_return_type", SET);
  private static final MethodHandle SET_VOLATILE =
      Native.link("duckdb_scalar_function_set_volatile", DROP);
  private static final MethodHandle SET_MISSING_TOO =
      Native.link("duckdb_scalar_function_set_special_handling", DROP);
  private static final MethodHandle SET_FUNCTION =
      Native.link("duckdb_scalar_function_set_function", SET);
  private static final MethodHandle SET_ERROR =
      Native.link("duckdb_scalar_function_set_error", SET);
  private static final MethodHandle REGISTER =
      Native.link(
          "duckdb_register_scalar_function", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle LOGICAL_TYPE =
      Native.link("duckdb_create_logical_type", FunctionDescriptor.of(ADDRESS, JAVA_INT));
  private static final MethodHandle DESTROY_TYPE = Native.link("duckdb_destroy_logical_type", DROP);
  private static final MethodHandle VECTOR_TYPE =
      Native.link("duckdb_vector_get_column_type", FunctionDescriptor.of(ADDRESS, ADDRESS));
  private static final MethodHandle TYPE_ID =
      Native.link("duckdb_get_type_id", FunctionDescriptor.of(JAVA_INT, ADDRESS));
  private static final MethodHandle ALLOCATE =
      Native.link("duckdb_malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG));

  private static final ThreadLocal<NativeSinkRows> READING = new ThreadLocal<>();
  private static final MemorySegment FAILED =
      Arena.global().allocateFrom("the reading of these rows failed");
  private static final MemorySegment STUB = stub();

  private NativeSink() {}

  private static MemorySegment stub() {
    try {
      var type =
          MethodType.methodType(
              void.class, MemorySegment.class, MemorySegment.class, MemorySegment.class);
      return Linker.nativeLinker()
          .upcallStub(
              MethodHandles.lookup().findStatic(NativeSink.class, "called", type),
              FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS),
              Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// DuckDB's call. Nothing may be thrown into native code: what goes wrong waits in the reading,
  /// and the query ends.
  static void called(MemorySegment info, MemorySegment chunk, MemorySegment result) {
    var reading = READING.get();
    if (reading == null || !reading.offered(chunk, result)) {
      Native.drop(SET_ERROR, info, FAILED);
    }
  }

  /// Calls DuckDB on behalf of a reading, whose rows come to it meanwhile.
  static <T> T within(NativeSinkRows reading, Supplier<T> call) {
    READING.set(reading);
    try {
      return call.get();
    } finally {
      READING.remove();
    }
  }

  /// Makes the function known to a database.
  ///
  /// @throws IllegalStateException if DuckDB does not take it
  static void register(MemorySegment connection) {
    try (var arena = Arena.ofConfined()) {
      var function = (MemorySegment) CREATE.invokeExact();
      var box = arena.allocate(ADDRESS);
      box.set(ADDRESS, 0, function);
      try {
        Native.drop(SET_NAME, function, arena.allocateFrom(NAME));
        set(SET_VARARGS, function, ANY, arena);
        set(SET_RETURN, function, BOOLEAN, arena);
        Native.drop(SET_VOLATILE, function);
        Native.drop(SET_MISSING_TOO, function);
        Native.drop(SET_FUNCTION, function, STUB);
        if (Native.state(REGISTER, connection, function) != 0) {
          throw new IllegalStateException("DuckDB does not take a function");
        }
      } finally {
        Native.drop(DESTROY, box);
      }
    } catch (Throwable e) {
      throw Native.broken(e);
    }
  }

  private static void set(MethodHandle what, MemorySegment function, int type, Arena arena)
      throws Throwable {
    var box = arena.allocate(ADDRESS);
    var made = (MemorySegment) LOGICAL_TYPE.invokeExact(type);
    box.set(ADDRESS, 0, made);
    Native.drop(what, function, made);
    Native.drop(DESTROY_TYPE, box);
  }

  /// DuckDB's number for the type of a vector.
  static int type(MemorySegment vector) {
    try (var arena = Arena.ofConfined()) {
      var box = arena.allocate(ADDRESS);
      var type = Native.pointer(VECTOR_TYPE, vector);
      box.set(ADDRESS, 0, type);
      try {
        return Native.state(TYPE_ID, type);
      } finally {
        Native.drop(DESTROY_TYPE, box);
      }
    }
  }

  /// Memory, to be given back to [Native#free].
  static MemorySegment allocate(long bytes) {
    try {
      var memory = (MemorySegment) ALLOCATE.invokeExact(bytes);
      if (memory.address() == 0) {
        throw new EngineException("Out of Memory Error: no " + bytes + " bytes for rows that wait");
      }
      return memory.reinterpret(bytes);
    } catch (Throwable e) {
      throw Native.broken(e);
    }
  }
}

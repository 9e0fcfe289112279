package dev.weir.core.memory;

/// Java's heap as the last collection left it. What is in use between collections says nothing:
/// most of it is garbage.
public interface Heap {
  /// Bytes of long-lived objects after the last collection of them; 0 before the first.
  long afterCollection();

  /// Most bytes that long-lived objects may take.
  long most();

  /// How many collections have looked at all long-lived objects, or at some of them.
  long collections();
}

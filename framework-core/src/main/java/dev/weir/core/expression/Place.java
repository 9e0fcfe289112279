package dev.weir.core.expression;

/// A part of an expression's text.
///
/// @param start index of its first character
/// @param end one past its last
record Place(int start, int end) {
  Place to(Place last) {
    return new Place(start, last.end);
  }
}

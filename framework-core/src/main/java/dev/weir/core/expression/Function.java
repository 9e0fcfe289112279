package dev.weir.core.expression;

/// A function of the language.
///
/// @param name lower case
/// @param signature for messages
/// @param least fewest arguments
/// @param most most arguments
/// @param resolver checks the types of the arguments and makes the node
record Function(String name, String signature, int least, int most, Resolver resolver) {
  @FunctionalInterface
  interface Resolver {
    Node resolve(Arguments arguments);
  }

  static Function of(String signature, int least, int most, Resolver resolver) {
    return new Function(
        signature.substring(0, signature.indexOf('(')), signature, least, most, resolver);
  }
}

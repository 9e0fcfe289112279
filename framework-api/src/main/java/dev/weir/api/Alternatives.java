package dev.weir.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/// Options of which exactly one must be given, or one set of them that belongs together: `--rows`
/// or `--duration`; `--x` with `--y`, or `--geometry`.
final class Alternatives {
  private Alternatives() {}

  /// Refuses alternatives among which nobody could choose.
  ///
  /// @throws IllegalArgumentException if there is only one, or an option in them is unknown, comes
  ///   twice, must be given, or has a value unasked
  static void checkDeclared(String tool, List<OptionDescriptor> options, List<List<String>> oneOf) {
    var seen = new HashSet<String>();
    for (var name : oneOf.stream().flatMap(List::stream).toList()) {
      var option =
          options.stream()
              .filter(o -> o.name().equals(name))
              .findFirst()
              .orElseThrow(() -> declared(tool, "there is no option '" + name + "'"));
      if (!seen.add(name)) {
        throw declared(tool, "option '" + name + "' comes twice");
      }
      if (option.required() || option.byDefault().isPresent()) {
        throw declared(tool, "option '" + name + "' is required or has a default");
      }
    }
    if (oneOf.size() == 1 || oneOf.stream().anyMatch(List::isEmpty)) {
      throw declared(tool, "there must be two alternatives or more, each with an option");
    }
  }

  private static IllegalArgumentException declared(String tool, String why) {
    return new IllegalArgumentException("tool " + tool + ", one of " + why);
  }

  /// Refuses values of none, of several or of parts of the alternatives.
  ///
  /// @throws PipelineException USER
  static void check(String owner, List<List<String>> oneOf, OptionValues values) {
    if (oneOf.isEmpty()) {
      return;
    }
    var begun = oneOf.stream().filter(set -> set.stream().anyMatch(values::isGiven)).toList();
    if (begun.isEmpty()) {
      throw PipelineException.user(
          "option.missing", owner + " needs exactly one of: " + words(oneOf));
    }
    if (begun.size() > 1) {
      throw PipelineException.user(
          "option.conflict",
          owner
              + ": "
              + begun.stream()
                  .flatMap(List::stream)
                  .filter(values::isGiven)
                  .map(name -> "--" + name)
                  .collect(Collectors.joining(" and "))
              + " exclude each other; give exactly one of: "
              + words(oneOf));
    }
    var missing = new ArrayList<>(begun.getFirst());
    missing.removeIf(values::isGiven);
    if (!missing.isEmpty()) {
      throw PipelineException.user(
          "option.missing",
          owner
              + " needs --"
              + String.join(", --", missing)
              + " too; give exactly one of: "
              + words(oneOf));
    }
  }

  /// `--x with --y, or --geometry`; empty for none.
  static String words(List<List<String>> oneOf) {
    boolean sets = oneOf.stream().anyMatch(set -> set.size() > 1);
    return oneOf.stream()
        .map(set -> set.stream().map(name -> "--" + name).collect(Collectors.joining(" with ")))
        .collect(Collectors.joining(sets ? ", or " : " or "));
  }
}

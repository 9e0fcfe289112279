package dev.weir.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The known names nearest to a mistyped one, for error messages.
public final class NearestNames {
  private static final int MOST = 3;

  private NearestNames() {}

  /// At most three names, the nearest first: by optimal string alignment distance
  /// (Damerau-Levenshtein with adjacent swaps), case ignored, no further than a third of the longer
  /// name, with at least a letter in common; a name that contains the other counts as near.
  public static List<String> of(String wanted, Collection<String> known) {
    record Near(String name, int distance) {}
    var near = new ArrayList<Near>();
    var lower = wanted.toLowerCase(Locale.ROOT);
    for (var name : known) {
      var other = name.toLowerCase(Locale.ROOT);
      int distance = distance(lower, other);
      boolean contains =
          lower.length() >= 3
              && (other.contains(lower) || (other.length() >= 3 && lower.contains(other)));
      int longer = Math.max(lower.length(), other.length());
      if (contains || (distance < longer && distance <= Math.max(1, longer / 3))) {
        near.add(new Near(name, contains ? Math.min(distance, 1) : distance));
      }
    }
    near.sort(Comparator.comparingInt(Near::distance).thenComparing(Near::name));
    return near.stream().limit(MOST).map(Near::name).toList();
  }

  /// ` - did you mean 'a' or 'b'?`; or, if nothing is near, ` (there is: a, b, c)`, cut after
  /// twelve names.
  public static String hint(String wanted, Collection<String> known) {
    var near = of(wanted, known);
    if (!near.isEmpty()) {
      return "; did you mean "
          + String.join(" or ", near.stream().map(n -> "'" + n + "'").toList())
          + "?";
    }
    if (known.isEmpty()) {
      return " (there is none)";
    }
    var shown = known.stream().limit(12).toList();
    return " (there is: "
        + String.join(", ", shown)
        + (known.size() > shown.size() ? ", …" : "")
        + ")";
  }

  private static int distance(String a, String b) {
    var d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

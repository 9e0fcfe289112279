package dev.weir.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `///` comment taken apart.
///
/// @param summary the first sentence, in one line, without its full stop
/// @param description what follows it, in markdown, without block tags
/// @param parameters the text of each `@param`, in one line, by name
record DocComment(String summary, String description, Map<String, String> parameters) {
  private static final Pattern TAG = Pattern.compile("(?m)^\\s*@(?=[a-z])");
  private static final Pattern SENTENCE = Pattern.compile("\\.(?=\\s|$)|\\n\\s*\\n");

  /// Of what `Elements.getDocComment` gives.
  static DocComment of(@Nullable String comment) {
    var parts = TAG.split(comment == null ? "" : comment.stripIndent(), -1);
    var text = parts[0].strip();
    var end = SENTENCE.matcher(text);
    int cut = end.find() ? end.start() : text.length();
    var parameters = new LinkedHashMap<String, String>();
    for (int i = 1; i < parts.length; i++) {
      var words = oneLine(parts[i]).split(" ", 3);
      if (words[0].equals("param") && words.length == 3) {
        parameters.put(words[1], words[2]);
      }
    }
    var rest = text.substring(cut);
    return new DocComment(
        oneLine(text.substring(0, cut)),
        (rest.startsWith(".") ? rest.substring(1) : rest).strip(),
        parameters);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}

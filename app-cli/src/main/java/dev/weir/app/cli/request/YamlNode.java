package dev.weir.app.cli.request;

import dev.weir.api.PipelineException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// A place in a YAML file, read strictly: what is not of the form asked for is an error that names
/// file and line. Values stay the text that was written, since an option's descriptor says what
/// they mean. Documents are small, aliases few, tags not allowed.
final class YamlNode {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_ALIASES = 50;
  private static final List<Tag> PLAIN =
      List.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

  private final String file;
  private final Node node;

  private YamlNode(String file, Node node) {
    this.file = file;
    this.node = node;
    if (!PLAIN.contains(node.getTag())) {
      throw error("tags such as " + node.getTag().getValue() + " are not used here; remove it");
    }
  }

  /// Reads a file of one document.
  ///
  /// @throws PipelineException USER if there is none or it is not YAML
  static YamlNode read(Path path) {
    var file = path.toString();
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();
    try {
      var parser = new ParserImpl(settings, new StreamReader(settings, text(path)));
      var root = new Composer(settings, parser).getSingleNode();
      return new YamlNode(
          file,
          root.orElseThrow(() ->
              PipelineException.user(
                  "yaml.empty", file + " is empty; a pipeline needs `input` and `steps`")));
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> " line " + (mark.getLine() + 1)).orElse("");
      throw new PipelineException(
          PipelineException.Category.USER,
          "yaml.syntax",
          file + line + ": not YAML: " + e.getProblem(),
          e);
    } catch (YamlEngineException e) {
      throw new PipelineException(
          PipelineException.Category.USER,
          "yaml.syntax",
          file + ": not YAML: " + e.getMessage(),
          e);
    }
  }

  private static String text(Path path) {
    try {
      if (Files.isDirectory(path)) {
        throw PipelineException.user("yaml.folder", path + " is a folder, not a pipeline file");
      }
      if (Files.size(path) > MOST_CHARACTERS) {
        throw PipelineException.user("yaml.size", path + " is larger than 1 MB; a pipeline is not");
      }
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new PipelineException(
          PipelineException.Category.USER, "yaml.missing", "no pipeline file " + path, e);
    } catch (MalformedInputException e) {
      throw new PipelineException(
          PipelineException.Category.USER,
          "yaml.encoding",
          path + " is not UTF-8; save it as UTF-8",
          e);
    } catch (IOException e) {
      throw new PipelineException(
          PipelineException.Category.USER,
          "yaml.read",
          "cannot read " + path + ": " + e.getMessage(),
          e);
    }
  }

  /// File and line.
  String place() {
    return file + node.getStartMark().map(mark -> " line " + (mark.getLine() + 1)).orElse("");
  }

  /// An error at this place.
  PipelineException error(String message) {
    return PipelineException.user("yaml.content", place() + ": " + message);
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isEmpty() {
    return node.getTag().equals(Tag.NULL);
  }

  /// A key and what it stands for.
  record Entry(YamlNode key, YamlNode value) {}

  /// Values by key, in order; a key that is there twice is refused.
  ///
  /// @param what is expected, for the message
  Map<String, Entry> mapping(String what) {
    if (!(node instanceof MappingNode mapping)) {
      throw error("expected " + what);
    }
    var entries = new LinkedHashMap<String, Entry>();
    for (var tuple : mapping.getValue()) {
      var key = new YamlNode(file, tuple.getKeyNode());
      var name = key.text("a name");
      var entry = new Entry(key, new YamlNode(file, tuple.getValueNode()));
      if (entries.put(name, entry) != null) {
        throw key.error("'" + name + "' is there twice; remove one");
      }
    }
    return entries;
  }

  /// The elements of a list.
  List<YamlNode> list(String what) {
    if (!(node instanceof SequenceNode sequence)) {
      throw error("expected " + what);
    }
    return sequence.getValue().stream().map(element -> new YamlNode(file, element)).toList();
  }

  /// The text of a single value.
  String text(String what) {
    if (!(node instanceof ScalarNode scalar) || isEmpty()) {
      throw error("expected " + what);
    }
    return scalar.getValue();
  }

  /// The text of a single value, or a list of such.
  Object value() {
    return node instanceof SequenceNode
        ? list("a list").stream().map(element -> element.text("a single value")).toList()
        : text("a value or a list");
  }
}

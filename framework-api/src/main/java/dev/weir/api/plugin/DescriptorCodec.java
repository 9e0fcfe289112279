package dev.weir.api.plugin;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What the thin table of an index leaves out of a [ToolDescriptor].
final class DescriptorCodec {
  private static final int DESCRIPTION = 1;
  private static final int OPTION = 2;
  private static final int ONE_OF = 3;
  private static final int FIT_ON = 4;
  private static final int OVERFLOW = 5;
  private static final int GROUPABLE = 6;
  private static final int OWN_ROWS = 7;
  private static final int EXACTNESS = 8;
  private static final int PRODUCES = 9;
  private static final int EXAMPLE = 10;

  private static final int NAME = 1;
  private static final int TYPE = 2;
  private static final int WORDS = 3;
  private static final int DEFAULT = 4;
  private static final int REQUIRED = 5;
  private static final int LEAST = 6;
  private static final int MOST = 7;
  private static final int CHOICE = 8;
  private static final int COLUMN_TYPE = 9;

  private DescriptorCodec() {}

  static FieldWriter write(ToolDescriptor tool) {
    var to = new FieldWriter().field(DESCRIPTION, tool.description());
    tool.options().forEach(option -> to.field(OPTION, option(option)));
    for (var together : tool.oneOf()) {
      var names = new FieldWriter();
      together.forEach(name -> names.field(NAME, name));
      to.field(ONE_OF, names);
    }
    tool.fitOn().ifPresent(input -> to.field(FIT_ON, input));
    to.field(OVERFLOW, tool.overflow().name());
    if (tool.groupable()) {
      to.field(GROUPABLE, "");
    }
    if (tool.ownRows()) {
      to.field(OWN_ROWS, "");
    }
    to.field(EXACTNESS, tool.exactness());
    tool.produces()
        .forEach((name, words) ->
            to.field(PRODUCES, new FieldWriter().field(NAME, name).field(WORDS, words)));
    return to.field(EXAMPLE, tool.example());
  }

  private static FieldWriter option(OptionDescriptor option) {
    var to =
        new FieldWriter()
            .field(NAME, option.name())
            .field(TYPE, option.type().name())
            .field(WORDS, option.description());
    option.byDefault().ifPresent(text -> to.field(DEFAULT, text));
    if (option.required()) {
      to.field(REQUIRED, "");
    }
    if (option.least() > Double.NEGATIVE_INFINITY) {
      to.field(LEAST, Double.toString(option.least()));
    }
    if (option.most() < Double.POSITIVE_INFINITY) {
      to.field(MOST, Double.toString(option.most()));
    }
    option.choices().forEach(choice -> to.field(CHOICE, choice));
    option.columnTypes().forEach(type -> to.field(COLUMN_TYPE, type.name()));
    return to;
  }

  /// @throws IllegalArgumentException if it says what this version of the API does not know
  static ToolDescriptor read(
      FieldReader from, String name, String summary, ToolRole role, ChunkProcessingMode mode) {
    var description = "";
    var options = new ArrayList<OptionDescriptor>();
    var oneOf = new ArrayList<List<String>>();
    var fitOn = Optional.<String>empty();
    var overflow = ToolDescriptor.Overflow.REFUSE;
    boolean groupable = false;
    boolean ownRows = false;
    var exactness = "";
    var produces = new LinkedHashMap<String, String>();
    var example = "";
    for (int field = from.next(); field >= 0; field = from.next()) {
      switch (field) {
        case DESCRIPTION -> description = from.text();
        case OPTION -> options.add(option(from.fields()));
        case ONE_OF -> oneOf.add(texts(from.fields()));
        case FIT_ON -> fitOn = Optional.of(from.text());
        case OVERFLOW -> overflow = ToolDescriptor.Overflow.valueOf(from.text());
        case GROUPABLE -> groupable = true;
        case OWN_ROWS -> ownRows = true;
        case EXACTNESS -> exactness = from.text();
        case PRODUCES -> {
          var pair = texts(from.fields());
          produces.put(pair.getFirst(), pair.getLast());
        }
        case EXAMPLE -> example = from.text();
        default -> {}
      }
    }
    return new ToolDescriptor(
        name,
        summary,
        description,
        role,
        mode,
        options,
        oneOf,
        fitOn,
        overflow,
        groupable,
        ownRows,
        exactness,
        produces,
        example);
  }

  private static List<String> texts(FieldReader from) {
    var texts = new ArrayList<String>();
    while (from.next() >= 0) {
      texts.add(from.text());
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("a list of names is empty");
    }
    return texts;
  }

  private static OptionDescriptor option(FieldReader from) {
    var name = "";
    var type = OptionType.TEXT;
    var words = "";
    var byDefault = Optional.<String>empty();
    boolean required = false;
    double least = Double.NEGATIVE_INFINITY;
    double most = Double.POSITIVE_INFINITY;
    var choices = new ArrayList<String>();
    var types = new ArrayList<Type>();
    for (int field = from.next(); field >= 0; field = from.next()) {
      switch (field) {
        case NAME -> name = from.text();
        case TYPE -> type = OptionType.valueOf(from.text());
        case WORDS -> words = from.text();
        case DEFAULT -> byDefault = Optional.of(from.text());
        case REQUIRED -> required = true;
        case LEAST -> least = Double.parseDouble(from.text());
        case MOST -> most = Double.parseDouble(from.text());
        case CHOICE -> choices.add(from.text());
        case COLUMN_TYPE -> types.add(Type.valueOf(from.text()));
        default -> {}
      }
    }
    return new OptionDescriptor(
        name, type, words, byDefault, required, least, most, choices, types);
  }
}

import org.jspecify.annotations.NullMarked;

/// The contracts of Weir: what a tool, a plugin and a data source are, and the plain columnar
/// values that pass between them. Depends on `java.base` only. Start reading at
/// [dev.weir.api.StreamingAwarePipeline].
@NullMarked
module dev.weir.api {
  requires static transitive org.jspecify;

  exports dev.weir.api;
  exports dev.weir.api.json;
  exports dev.weir.api.plugin;
}

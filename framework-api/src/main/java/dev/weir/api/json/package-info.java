/// Tools as JSON, for programs and agents: [ToolJson], with a JSON Schema of the options; and the
/// [JsonWriter] that all of Weir writes JSON with.
package dev.weir.api.json;

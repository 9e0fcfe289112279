/// From annotated classes to a plugin: [ToolProcessor] reads each class marked `@Tool`
/// ([ToolReader], [OptionReader]) into the very [dev.weir.api.ToolDescriptor] that will exist at
/// run time, so that the checks are the API's own; [PluginSource] and [CallsSource] write it down
/// as Java, [ToolTable] as a row of the README. What is wrong is said by [Problems].
package dev.weir.processor;

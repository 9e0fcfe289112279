/// What a user asks for: the words of a command line or a pipeline file, read strictly into a
/// [dev.weir.core.Pipeline] and [RunSettings].
///
/// All options, those of a run included, are [dev.weir.api.OptionDescriptor]s; nothing here knows
/// an option's type, range or default on its own.
package dev.weir.app.cli.request;

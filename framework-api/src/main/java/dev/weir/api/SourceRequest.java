package dev.weir.api;

import java.nio.file.Path;
import java.util.Optional;

/// What input a user asks for.
///
/// @param location a file, a glob, or another form that a provider
///   [reads][DataSourceProvider#reads]
/// @param base the folder that relative locations start from
/// @param query a SELECT over the location as table `t`; empty: the whole table
/// @param options parsed by the provider's own descriptors
/// @param limits what it may use
public record SourceRequest(
    String location,
    Path base,
    Optional<String> query,
    OptionValues options,
    SourceLimits limits) {}

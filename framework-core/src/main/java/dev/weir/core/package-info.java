/// The engine.
package dev.weir.core;

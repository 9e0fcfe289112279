/// Programs that the documentation shows.
package dev.weir.examples;

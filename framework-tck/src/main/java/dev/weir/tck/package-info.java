/// The laws of the API as JUnit contract classes.
package dev.weir.tck;

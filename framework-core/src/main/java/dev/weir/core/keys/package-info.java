/// Keys of rows as bytes, and tables of them.
package dev.weir.core.keys;

/// Words of text: tokens, frequencies, hashed features.
package dev.weir.domain.text;

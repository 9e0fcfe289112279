/// The expression language of `where` and `derive`: text in, typed columns out.
/// `docs/expressions.md` is its manual.
///
/// The path of an expression: [Lexer] (text to tokens), [Parser] (tokens to [Syntax]), [Typer]
/// (syntax and schema to [Node], constants folded, every type error found), then for each chunk
/// [Node#evaluate] (whole columns at a time, as [Vector]). [Functions] lists what can be called;
/// [Implied] finds what a source may check. To add a function, add it to one of the `…Functions`
/// classes and to the manual.
///
/// Nothing here evaluates code, reflects or uses regular expressions; text length, nesting and
/// produced text are bounded.
package dev.weir.core.expression;

package dev.holdup.dumps.model;

import java.util.List;

/// A term of a process's stack, mailbox or dictionary, decoded on demand and within bounds.
public sealed interface ErlangTerm {

    /// @param name without quotes
    record Atom(String name) implements ErlangTerm {}

    /// @param digits decimal or as dumped
    record Numeral(String digits) implements ErlangTerm {}

    record Nil() implements ErlangTerm {}

    /// @param text `<0.81.0>`, `#Port<0.3>` or `#Ref<0.1.2.3>`
    record Identifier(String text) implements ErlangTerm {}

    /// @param arity may be more than the elements kept
    record Tuple(int arity, List<ErlangTerm> elements) implements ErlangTerm {}

    /// @param whole whether these are all of its elements
    record Elements(List<ErlangTerm> elements, boolean whole) implements ErlangTerm {}

    record Pairs(long size, List<ErlangTerm> keys, List<ErlangTerm> values) implements ErlangTerm {}

    /// A binary, without its content.
    record Binary(long bytes) implements ErlangTerm {}

    /// @param module and the rest as far as the dump tells; empty if it does not
    record Fun(String module) implements ErlangTerm {}

    /// The dump refers to it and does not hold it: cut off, a sensitive process, a constant of the code in old dumps.
    record NotInDump() implements ErlangTerm {}

    /// Beyond the bounds of what is decoded.
    record LeftOut() implements ErlangTerm {}
}

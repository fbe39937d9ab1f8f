package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collections, arrays, boxed numbers, and what headers and alignment take. Sizes are of what is reachable.
///
/// A collection that another one consists of, as the map in a `HashSet`, is counted with that one.
///
/// @param classes by bytes lost, then by objects
/// @param fields by which collections are held, by bytes lost: `[]` stands for the elements of the field's collection
/// @param largest by elements
/// @param hashedBadly more than half of the elements are not the first of their slot; most of these first
/// @param boxed by bytes
public record CollectionsView(
        String saying,
        CollectionTotals totals,
        List<CollectionClass> classes,
        int classesLeftOut,
        List<CollectionField> fields,
        int fieldsLeftOut,
        List<CollectionNamed> largest,
        List<CollectionNamed> hashedBadly,
        ArraysSeen arrays,
        List<BoxedClass> boxed,
        OverheadSeen overhead) {

    /// @param unknown collections whose size cannot be told
    /// @param emptyBytes what empty ones take with all they consist of
    /// @param sparse with an array more than twice as large as the elements need
    /// @param sparseBytes what these arrays take beyond that
    /// @param hashed elements of hash tables with chains
    /// @param collided those of them that are not the first of their slot
    /// @param hashedBadly tables of eight elements or more of which more than half are collided
    public record CollectionTotals(
            long objects,
            long elements,
            long unknown,
            long empty,
            long emptyBytes,
            long sparse,
            long sparseBytes,
            long hashed,
            long collided,
            long hashedBadly) {}

    /// @param kind `list`, `set`, `map` or `queue`
    /// @param inside others of the class that another collection consists of
    /// @param slots of the arrays that they alone keep
    /// @param objectsByFill how many fill up to a fifth of their array, up to two, …; empty ones are not among them
    /// @param usedSlots of hash tables with chains
    public record CollectionClass(
            String className,
            String kind,
            long objects,
            long inside,
            long elements,
            long slots,
            List<Long> objectsByFill,
            long unknown,
            long empty,
            long emptyBytes,
            long sparse,
            long sparseBytes,
            long hashed,
            long usedSlots,
            long collided) {}

    /// @param field `Class.field`
    /// @param className of the collections
    /// @param mostElements of one of them
    public record CollectionField(
            String field,
            String className,
            long objects,
            long elements,
            long mostElements,
            long empty,
            long emptyBytes,
            long sparse,
            long sparseBytes) {}

    /// @param slots of its array; null if it has none
    /// @param usedSlots of a hash table with chains; null of others
    /// @param field that holds it; null if no single one does
    public record CollectionNamed(
            String className,
            String address,
            long elements,
            @Nullable Long slots,
            @Nullable Long usedSlots,
            long retainedBytes,
            @Nullable String field) {}

    /// @param classes by bytes
    /// @param duplicates of primitive arrays that belong to no string, by bytes lost
    public record ArraysSeen(
            List<ArrayClass> classes, int classesLeftOut, List<ArrayCopies> duplicates, int duplicatesLeftOut) {}

    /// @param objectsByLength how many are empty, have one element, two or three, four to seven, and so on
    /// @param constant primitive arrays of two elements or more that are all the same, and belong to no string
    /// @param zero those of them that are all zero
    /// @param duplicates primitive arrays that belong to no string, with the content of another one
    /// @param sparse arrays of four references or more of which at most a quarter are there, and that are no
    ///     collection's
    /// @param sparseBytes what the missing ones take
    public record ArrayClass(
            String className,
            long objects,
            long elements,
            long bytes,
            List<Long> objectsByLength,
            long constant,
            long constantBytes,
            long zero,
            long duplicates,
            long duplicateBytes,
            long sparse,
            long sparseBytes) {}

    /// @param hash eight hex digits: the same for equal content in any dump
    /// @param bytes that all but one take
    public record ArrayCopies(String className, long length, String hash, long copies, long bytes) {}

    /// @param cached those that the JDK keeps, so that `valueOf` need not make one
    /// @param cacheable others whose value it keeps one of
    /// @param duplicates with the value of another one
    public record BoxedClass(
            String className,
            long objects,
            long bytes,
            long cached,
            long cacheable,
            long duplicates,
            long duplicateBytes) {}

    /// @param headerBytes of all objects but class objects
    /// @param paddingBytes between and behind their fields and elements, for alignment
    /// @param classes by both together
    public record OverheadSeen(long headerBytes, long paddingBytes, List<OverheadClass> classes, int classesLeftOut) {}

    public record OverheadClass(String className, long objects, long bytes, long headerBytes, long paddingBytes) {}
}

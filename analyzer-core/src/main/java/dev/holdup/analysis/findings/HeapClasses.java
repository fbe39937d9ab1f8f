package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is reachable by class, package, class loader and component.
///
/// *Retained* is what would be freed if all objects of the row were gone. Of a loader and of a component these are the
/// loader itself, its classes and their instances.
///
/// @param exact whether what classes retain is exact; otherwise it is what the dominator tree gives, which may be less,
///     and the rest is not told
/// @param classes by retained bytes
/// @param components applications, bundles, modules and plug-ins, by retained bytes
public record HeapClasses(
        String saying,
        boolean exact,
        List<OfClass> classes,
        long classesLeftOut,
        List<OfPackage> packages,
        long packagesLeftOut,
        List<OfLoader> loaders,
        long loadersLeftOut,
        List<OfComponent> components,
        long componentsLeftOut) {

    /// @param loader as in `loaders`
    /// @param retainedObjects null if it is not exact
    /// @param sizes of the largest classes whose objects differ in size, smallest first; empty otherwise
    public record OfClass(
            String className,
            String loader,
            long objects,
            long shallowBytes,
            long retainedBytes,
            @Nullable Long retainedObjects,
            List<SizeRange> sizes) {}

    /// @param upToBytes largest size that counts here; the next smaller range ends at half of it
    public record SizeRange(long upToBytes, long objects) {}

    /// @param packageName such as `java.util`; `primitive arrays` for those
    public record OfPackage(
            String packageName,
            long classes,
            long objects,
            long shallowBytes,
            @Nullable Long retainedBytes) {}

    /// @param loader its class, with its name if it has one; `boot loader`
    /// @param address null of the boot loader
    public record OfLoader(
            String loader,
            @Nullable String address,
            long classes,
            long objects,
            long shallowBytes,
            @Nullable Long retainedBytes) {}

    /// @param kind such as `web application (Tomcat)`
    /// @param name as its loader tells it, empty if it does not
    /// @param knownBy what tells: the loader's class and field
    public record OfComponent(
            String kind,
            String name,
            String knownBy,
            long loaders,
            long classes,
            long objects,
            long shallowBytes,
            @Nullable Long retainedBytes) {}
}

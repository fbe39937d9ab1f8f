package dev.holdup.samples.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A class being described: superclass, loader, static and instance fields.
///
/// Instance fields must be complete before the first instance is made.
public final class ClassBuilder {

    record Field(String name, FieldKind kind) {}

    record StaticField(String name, Value value) {}

    private final long classId;
    private final int serial;
    private final String name;
    private @Nullable ClassBuilder superclass;
    private long loader;
    private int stackSerial = 1;
    private final List<Field> ownFields = new ArrayList<>();
    private final List<StaticField> staticFields = new ArrayList<>();
    private final List<Value> constantPool = new ArrayList<>();

    ClassBuilder(long classId, int serial, String name, @Nullable ClassBuilder superclass) {
        this.classId = classId;
        this.serial = serial;
        this.name = name;
        this.superclass = superclass;
    }

    public ClassBuilder extending(ClassBuilder parent) {
        this.superclass = parent;
        return this;
    }

    /// @param loaderId object id of the class loader, 0 for the bootstrap loader
    public ClassBuilder loadedBy(long loaderId) {
        this.loader = loaderId;
        return this;
    }

    /// Adds an instance field; its value in new instances is zero or null until set.
    public ClassBuilder field(String fieldName, FieldKind kind) {
        ownFields.add(new Field(fieldName, kind));
        return this;
    }

    public ClassBuilder staticField(String fieldName, Value value) {
        staticFields.add(new StaticField(fieldName, value));
        return this;
    }

    /// Adds an entry of the constant pool. HotSpot writes none; other tools have.
    public ClassBuilder constant(Value value) {
        constantPool.add(value);
        return this;
    }

    public ClassBuilder stackSerial(int traceSerial) {
        this.stackSerial = traceSerial;
        return this;
    }

    public long id() {
        return classId;
    }

    /// With dots, as in source.
    public String name() {
        return name;
    }

    int serial() {
        return serial;
    }

    @Nullable
    ClassBuilder superclass() {
        return superclass;
    }

    long loader() {
        return loader;
    }

    int stackSerial() {
        return stackSerial;
    }

    List<Field> ownFields() {
        return ownFields;
    }

    List<StaticField> staticFields() {
        return staticFields;
    }

    List<Value> constantPool() {
        return constantPool;
    }

    /// All fields of an instance in the order of the file: the class's own, then its superclass's, and so on up.
    List<Field> allFields() {
        List<Field> all = new ArrayList<>();
        for (ClassBuilder at = this; at != null; at = at.superclass) {
            all.addAll(at.ownFields);
        }
        return all;
    }

    long fieldBytes(int referenceBytes) {
        long sum = 0;
        for (Field field : allFields()) {
            sum += field.kind().bytes(referenceBytes);
        }
        return sum;
    }
}

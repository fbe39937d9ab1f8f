package dev.holdup.samples.synthetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The classes of nodes: one for each pair of size and number of references, made when first needed.
final class NodeClasses {

    private record Shape(long shallowBytes, int references) {}

    private final HeapDumpWriter dump;
    private final Map<Shape, ClassBuilder> classByShape = new LinkedHashMap<>();

    NodeClasses(HeapDumpWriter dump) {
        this.dump = dump;
    }

    void checkFits(long shallowBytes, int references) {
        HeapLayout layout = dump.layout();
        long needed = layout.instanceBytes((long) references * layout.referenceBytes());
        if (needed > shallowBytes || layout.aligned(shallowBytes) != shallowBytes) {
            throw new IllegalArgumentException(
                    references + " references do not make an object of " + shallowBytes + " bytes");
        }
    }

    HeapObject.Instance instanceOf(HeapObject.Node node) {
        ClassBuilder type = classByShape.computeIfAbsent(
                new Shape(node.shallowBytes(), node.references().size()), this::define);
        List<Value> values = new ArrayList<>();
        node.references().forEach(target -> values.add(Value.ref(target)));
        for (ClassBuilder.Field field :
                type.allFields().subList(values.size(), type.allFields().size())) {
            values.add(Value.zero(field.kind()));
        }
        return new HeapObject.Instance(node.id(), node.stackSerial(), type, values.toArray(Value[]::new));
    }

    /// Pads up to the last word only, so that alignment gives exactly the size asked for.
    private ClassBuilder define(Shape shape) {
        HeapLayout layout = dump.layout();
        ClassBuilder type = dump.clazz("synthetic.Node" + shape.references() + "Of" + shape.shallowBytes());
        for (int i = 0; i < shape.references(); i++) {
            type.field("reference" + i, FieldKind.OBJECT);
        }
        long padding =
                shape.shallowBytes() - layout.headerBytes() - (long) shape.references() * layout.referenceBytes();
        int count = 0;
        for (FieldKind kind : new FieldKind[] {FieldKind.LONG, FieldKind.INT, FieldKind.BYTE}) {
            int width = kind.bytes(0);
            for (; padding >= width; padding -= width) {
                type.field("padding" + count++, kind);
            }
        }
        return type;
    }
}

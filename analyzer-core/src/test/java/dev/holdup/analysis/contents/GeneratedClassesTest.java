package dev.holdup.analysis.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.ReferenceStrength;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names as the makers of classes give them.
class GeneratedClassesTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.Orders$$Lambda/0x00007f4c3c0a1000, lambdas",
        "com.acme.Orders$$Lambda$14/0x0000000800c03000, lambdas",
        "com.acme.Orders$$Lambda$14/1198108795, lambdas",
        "java.lang.invoke.LambdaForm$MH/0x00007f4c3c0a1000, lambda forms",
        "java.lang.invoke.LambdaForm$DMH+0x00007f4c3c0a1000, lambda forms",
        "java.lang.invoke.BoundMethodHandle$Species_LLI, lambda forms",
        "jdk.internal.reflect.GeneratedMethodAccessor57, reflection accessors",
        "sun.reflect.GeneratedConstructorAccessor3, reflection accessors",
        "jdk.proxy2.$Proxy31, JDK proxies",
        "com.sun.proxy.$Proxy4, JDK proxies",
        "$Proxy9, JDK proxies",
        "com.acme.OrderService$$SpringCGLIB$$0, Spring proxies",
        "com.acme.OrderService$$EnhancerBySpringCGLIB$$3f2a91c4, Spring proxies",
        "com.acme.OrderService$$EnhancerByCGLIB$$3f2a91c4, CGLIB proxies",
        "com.acme.Order$HibernateProxy$f3kGQWXy, Hibernate proxies",
        "com.acme.Mail$MockitoMock$1683420134, Mockito mocks",
        "com.acme.Mail$ByteBuddy$2oaYKkGx, Byte Buddy classes",
        "com.acme.Cart_$$_jvst3f5_0, Javassist proxies",
        "org.apache.spark.sql.catalyst.expressions.GeneratedClass$GeneratedIteratorForCodegenStage1, Janino classes",
        "org.apache.jsp.index_jsp, JSP pages",
        "die.verwandlung.GregorSamsa12, XSLT translets",
        "com.acme.Order$Access4JacksonSerializer3f2a91c4, serializers",
        "com.acme.Plain/0x00007f4c3c0a1000, other hidden classes"
    })
    void aNameTellsWhatMadeTheClass(String name, String origin) {
        GeneratedOrigin found = GeneratedOrigin.of(heapClass(name, null), null);
        assertThat(found).isNotNull().extracting(GeneratedOrigin::origin).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.ProxyFactory", "com.acme.Lambda", "com.acme.Generated", "java.lang.invoke.LambdaForm",
        "java.lang.invoke.LambdaForm$Name", "com.acme.CGLIBConfig", "com.acme.Order$Builder", "org.hibernate.Hibernate"
    })
    void whatAPersonWroteIsNotMadeWhileItRuns(String name) {
        assertThat(GeneratedOrigin.of(heapClass(name, null), "jdk.internal.loader.ClassLoaders$AppClassLoader"))
                .isNull();
    }

    @Test
    void aLoaderOrASuperclassTellsWhereTheNameDoesNot() {
        HeapClass script = heapClass("groovy.lang.Script", null);
        assertThat(GeneratedOrigin.of(heapClass("Rule7", script), null))
                .isNotNull()
                .extracting(GeneratedOrigin::origin)
                .isEqualTo("Groovy scripts");
        assertThat(GeneratedOrigin.of(heapClass("SC", null), "org.codehaus.janino.ByteArrayClassLoader"))
                .isNotNull()
                .extracting(GeneratedOrigin::origin)
                .isEqualTo("Janino classes");
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Orders$$Lambda$14/0x0000000800c03000, com.acme.Orders$$Lambda$",
        "jdk.proxy2.$Proxy31, jdk.proxy2.$Proxy",
        "com.acme.OrderService$$EnhancerByCGLIB$$3f2a91c4, com.acme.OrderService$$EnhancerByCGLIB",
        "com.acme.Plain+0x00007f4c3c0a1000, com.acme.Plain"
    })
    void theBaseOfANameHasNothingThatIsCounted(String name, String base) {
        assertThat(GeneratedClasses.base(name)).isEqualTo(base);
    }

    private static HeapClass heapClass(String name, @Nullable HeapClass superclass) {
        return new HeapClass(0, 1, 0, name, superclass, null, 0, null, List.of(), ReferenceStrength.STRONG);
    }
}

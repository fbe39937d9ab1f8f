package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What makes classes while a program runs, told by their names, their superclasses or the loaders they came with.
///
/// Names are those of HotSpot's JDK 8 to 25 and of the libraries' sources; the first that fits is it.
///
/// @param names found anywhere in the class's name
/// @param superclass beginning of a superclass's name; null if it tells nothing
/// @param loader beginning of the name of the loader's class; null if it tells nothing
/// @param hint when there will be more of them
record GeneratedOrigin(
        String origin,
        @Nullable Pattern names,
        @Nullable String superclass,
        @Nullable String loader,
        String hint) {
    private static final List<GeneratedOrigin> KNOWN = List.of(
            named(
                    "lambda forms",
                    "^java\\.lang\\.invoke\\.(LambdaForm\\$[A-Z]+[/+]|LambdaForm\\$(MH|DMH|BMH)\\d|BoundMethodHandle\\$Species_)",
                    "One for each shape of a method handle; many of them mean handles that are made anew in a loop."),
            named(
                    "lambdas",
                    "\\$\\$Lambda",
                    "One for each lambda or method reference in the code once it has run; their number ends with the code."),
            named(
                    "string concatenation and pattern switches",
                    "\\$\\$(StringConcat|TypeSwitch|RecordMethods)",
                    "One for each shape in the code; their number ends with the code."),
            named(
                    "reflection accessors",
                    "\\.Generated(Method|Constructor|SerializationConstructor)Accessor\\d",
                    "One for each method that was called 15 times by reflection, each with a loader of its own; up to JDK 17."),
            named(
                    "Hibernate proxies",
                    "\\$Hibernate(Proxy|AccessOptimizer|Instantiator|BasicProxy)",
                    "A few for each entity; more than that means session factories that are made again."),
            named(
                    "Mockito mocks",
                    "\\$MockitoMock\\$|\\$\\$EnhancerByMockito",
                    "One for each mocked type; they belong to tests."),
            named(
                    "Spring proxies",
                    "\\$\\$(SpringCGLIB|EnhancerBySpringCGLIB|FastClassBySpringCGLIB)\\$\\$",
                    "One for each proxied bean; several of one bean mean application contexts that are made again."),
            named(
                    "Spring expressions",
                    "^spel\\.Ex\\d",
                    "One for each compiled expression; they grow where expressions are made of data."),
            named(
                    "Guice proxies",
                    "\\$\\$(EnhancerByGuice|FastClassByGuice)\\$\\$",
                    "One for each intercepted class of each injector."),
            named(
                    "CGLIB proxies",
                    "\\$\\$(EnhancerBy|FastClassBy|KeyFactoryBy|BulkBeanBy|BeanMapBy|BeanCopierBy)?CGLIB|ByCGLIB\\$\\$",
                    "They grow where an Enhancer is made for each object with its cache switched off."),
            named(
                    "Byte Buddy classes",
                    "\\$ByteBuddy\\$|^net\\.bytebuddy\\.renamed\\.|\\$auxiliary\\$",
                    "They grow where a type is built for each object instead of once (TypeCache keeps it)."),
            named(
                    "Javassist proxies",
                    "_\\$\\$_(jvst|javassist)|_\\$\\$_Weld|\\$Proxy\\$_\\$\\$_",
                    "One for each proxied class of each factory."),
            named(
                    "JDK proxies",
                    "(^|\\.)\\$Proxy\\d",
                    "One for each list of interfaces and loader; many mean loaders that are made again."),
            loaded(
                    "Groovy scripts",
                    "groovy.lang.GroovyClassLoader",
                    "groovy.lang.Script",
                    "Some for each script that is compiled, each with a loader of its own; they grow where scripts are parsed"
                            + " anew for each use."),
            loaded(
                    "Kotlin scripts",
                    "kotlin.script.",
                    "kotlin.script.",
                    "Some for each script or line that is evaluated; they grow where scripts are compiled anew for each use."),
            new GeneratedOrigin(
                    "Janino classes",
                    Pattern.compile(
                            "catalyst\\.expressions\\.GeneratedClass|^SC$|^org\\.codehaus\\.janino\\.(Expression|Script)Evaluator\\$"),
                    null,
                    "org.codehaus.janino.",
                    "One for each expression or query that is compiled; a cache of them has to be bounded."),
            loaded(
                    "Janino classes",
                    "org.codehaus.commons.compiler.util.reflect.ByteArrayClassLoader",
                    null,
                    "One for each expression or query that is compiled; a cache of them has to be bounded."),
            new GeneratedOrigin(
                    "JSP pages",
                    Pattern.compile("^org\\.apache\\.jsp\\."),
                    "org.apache.jasper.runtime.",
                    "org.apache.jasper.servlet.JasperLoader",
                    "One for each page; several of one page mean that it was compiled again and the old one is kept."),
            new GeneratedOrigin(
                    "XSLT translets",
                    Pattern.compile("^(die\\.verwandlung\\.|GregorSamsa)"),
                    "com.sun.org.apache.xalan.internal.xsltc.runtime.AbstractTranslet",
                    null,
                    "One for each style sheet that is compiled; keep the Templates instead of compiling anew."),
            named(
                    "JavaScript",
                    "nashorn\\.internal\\.scripts\\.|^org\\.mozilla\\.javascript\\.gen\\.|^org\\.jruby\\.gen\\.",
                    "Some for each script that is compiled; they grow where scripts are evaluated from text each time."),
            named(
                    "serializers",
                    "\\$Access4Jackson|\\.ASM(De)?[sS]erializer_|\\.FastjsonASM|ConstructorAccess$|FieldAccess$|\\$\\$Kryo",
                    "One or two for each class that is serialized; they grow with mappers that are made again."),
            named(
                    "other hidden classes",
                    "[/+]0x[0-9a-f]+$",
                    "Made by Lookup.defineHiddenClass; how many there will be its maker knows."));

    static @Nullable GeneratedOrigin of(HeapClass heapClass, @Nullable String loaderClass) {
        for (GeneratedOrigin known : KNOWN) {
            if (known.fits(heapClass, loaderClass)) {
                return known;
            }
        }
        return null;
    }

    private boolean fits(HeapClass heapClass, @Nullable String loaderClass) {
        if (names != null && names.matcher(heapClass.name()).find()) {
            return true;
        }
        if (loader != null && loaderClass != null && loaderClass.startsWith(loader)) {
            return true;
        }
        for (HeapClass above = heapClass.superclass();
                above != null && superclass != null;
                above = above.superclass()) {
            if (above.name().startsWith(superclass)) {
                return true;
            }
        }
        return false;
    }

    private static GeneratedOrigin named(String origin, String names, String hint) {
        return new GeneratedOrigin(origin, Pattern.compile(names), null, null, hint);
    }

    private static GeneratedOrigin loaded(String origin, String loader, @Nullable String superclass, String hint) {
        return new GeneratedOrigin(origin, null, superclass, loader, hint);
    }
}

package dev.holdup.samples.synthetic;

/// The version named in the file's first bytes: 1.0.1 up to JDK 5, 1.0.2 since JDK 6, 1.0.3 on Android.
public enum HprofVersion {
    V1_0_1("JAVA PROFILE 1.0.1"),
    V1_0_2("JAVA PROFILE 1.0.2"),
    V1_0_3("JAVA PROFILE 1.0.3");

    private final String magic;

    HprofVersion(String magic) {
        this.magic = magic;
    }

    String magic() {
        return magic;
    }
}

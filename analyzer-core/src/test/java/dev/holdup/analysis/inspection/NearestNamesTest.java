package dev.holdup.analysis.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
    @Test
    void aMisspelledNameATypedPartAndASimpleNameFindWhatWasMeant() {
        List<String> names = List.of("com.acme.Session", "com.acme.web.SessionCache", "com.acme.Base", "byte[]");

        assertThat(NearestNames.to("com.acme.Sessoin", names)).containsExactly("com.acme.Session");
        assertThat(NearestNames.to("sessionc", names)).first().isEqualTo("com.acme.web.SessionCache");
        assertThat(NearestNames.to("org.acme.Session", names)).first().isEqualTo("com.acme.Session");
        assertThat(NearestNames.to("java.util.concurrent.Exchanger", names)).isEmpty();
        assertThat(NearestNames.sentence("com.acme.S", names)).isEqualTo(": the nearest is com.acme.Session");
    }

    @Test
    void distanceIsThatOfTheFewestChanges() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String a = word(random);
            String b = word(random);
            assertThat(NearestNames.editDistance(a, b)).as(a + " and " + b).isEqualTo(fewestChanges(a, b));
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    private static int fewestChanges(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        int changed = fewestChanges(a.substring(1), b.substring(1)) + (a.charAt(0) == b.charAt(0) ? 0 : 1);
        return Math.min(changed, 1 + Math.min(fewestChanges(a.substring(1), b), fewestChanges(a, b.substring(1))));
    }
}

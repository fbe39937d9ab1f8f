package dev.holdup.analysis.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Holds a report to what is known of its incident by construction, as far as its dumps can tell.
final class Agreement {
    /// More than a server's buffers, for a thread.
    private static final long BUFFERS_EACH = 64 << 10;

    private static final List<String> CONFIDENCE = List.of("low", "medium", "high");

    private final StagedIncident incident;
    private final Dumps dumps;
    private final IncidentReport report;
    private final Verdict verdict;

    Agreement(StagedIncident incident, Dumps dumps) {
        this.incident = incident;
        this.dumps = dumps;
        this.report = incident.report(dumps);
        this.verdict = report.verdict();
    }

    void check() {
        isInnocentOrNamed();
        placeAgrees();
        unitsAgree();
        ownerAgrees();
        holdersAgree();
        cureIsNamed();
        memoryAgrees();
        objectsAgree();
        secondAgrees();
        lessIsSaidWhereLessIsGiven();
    }

    private void isInnocentOrNamed() {
        if (incident.expected().path("innocent").asBoolean()) {
            assertThat(verdict.kind()).as(verdict.headline()).isIn("healthy", "inconclusive");
            assertThat(verdict.secondary()).isEmpty();
            assertThat(report.deadlocks()).isEmpty();
        }
        assertThat(List.of(verdict.kind(), verdict.subsystem().category(), verdict.cause()))
                .as(verdict.headline())
                .containsExactly(text("kind"), text("category"), text("cause"));
    }

    private void placeAgrees() {
        String frame = text("blockedFrame");
        if (!frame.isEmpty() && isNamed()) {
            assertThat(verdict.blockedFrame()).isEqualTo(frame);
        }
    }

    private void unitsAgree() {
        JsonNode units = known("units");
        if (units.isMissingNode()) {
            return;
        }
        assertThat(verdict.units()).isEqualTo(units.asInt());
        if (verdict.kind().equals("deadlock")) {
            assertThat(report.deadlocks()).hasSize(1);
            assertThat(report.deadlocks().getFirst().members())
                    .extracting(member -> member.unit())
                    .containsExactlyInAnyOrderElementsOf(texts("members"));
            assertThat(verdict.headline())
                    .contains(incident.expected().path("bystanders").size() + " threads more");
        } else if (isNamed() && !texts("members").isEmpty() && group() != null) {
            assertThat(texts("members")).containsAll(group().members());
            assertThat(group().units()).isEqualTo(units.asInt());
        }
    }

    /// The one that owns what they wait for, or should empty the queue that they wait to fill.
    private void ownerAgrees() {
        JsonNode known = known("owner").isMissingNode() ? known("worker") : known("owner");
        if (!known.isMissingNode()) {
            Owner owner = Objects.requireNonNull(verdict.owner(), verdict.headline());
            assertThat(owner.unit()).isEqualTo(known.path("unit").asString());
            assertThat(owner.frame()).isEqualTo(known.path("frame").asString());
        } else if (text("kind").equals("blocked") && verdict.owner() != null) {
            // Of a deadlock that these dumps do not show: only one of its members may be named.
            assertThat(texts(incident.expected().path("members")))
                    .contains(verdict.owner().unit());
        }
    }

    private void holdersAgree() {
        if (!isNamed() || known("holders").isMissingNode()) {
            return;
        }
        List<String> holders = texts("holders");
        Group group = group();
        if (verdict.kind().equals("queue-backlog")) {
            // Those who work for the queue, and so hold it, are the group.
            assertThat(Objects.requireNonNull(group).members()).containsExactlyInAnyOrderElementsOf(holders);
            assertThat(group.blockedFrame())
                    .isEqualTo(incident.expected().path("holderFrame").asString());
            return;
        }
        Objects.requireNonNull(group, verdict.headline());
        if (holders.isEmpty()) {
            assertThat(group.resource() == null ? 0 : group.resource().holderCount())
                    .isZero();
            return;
        }
        Group.Resource resource = Objects.requireNonNull(group.resource(), verdict.headline());
        assertThat(resource.holderCount()).isEqualTo(holders.size());
        assertThat(resource.holders()).extracting(Group.Holder::unit).containsExactlyInAnyOrderElementsOf(holders);
        assertThat(resource.holders())
                .extracting(Group.Holder::frame)
                .containsOnly(incident.expected().path("holderFrame").asString());
    }

    private void cureIsNamed() {
        String key = text("remedy");
        if (!key.isEmpty()) {
            assertThat(verdict.remedies()).extracting(Verdict.Remedy::key).contains(key);
        }
    }

    /// The bytes are the payloads, the shared ones once, and what each thread holds besides by itself.
    private void memoryAgrees() {
        if (dumps == Dumps.THREADS_ALONE) {
            assertThat(verdict.retainedBytes()).isNull();
            assertThat(report.memory()).isNull();
            return;
        }
        assertThat(Objects.requireNonNull(report.memory()).byHolder().stream()
                        .mapToLong(holder -> holder.bytes())
                        .sum())
                .isEqualTo(report.memory().totalBytes());
        JsonNode each = incident.expected().path("payloadBytesEach");
        if (each.isMissingNode() || !isAboutThePayload()) {
            return;
        }
        long shared = incident.expected().path("sharedPayloadBytes").asLong();
        long payload = incident.expected().path("payloadBytes").asLong() + shared;
        boolean dominates = incident.expected().path("payloadDominates").asBoolean(true);
        long most = dominates
                ? Math.round(payload
                        * (1 + incident.expected().path("retainedTolerance").asDouble()))
                : payload + verdict.units() * BUFFERS_EACH;
        assertThat(Objects.requireNonNull(verdict.retainedBytes())).isBetween(payload, most);
        if (shared > 0) {
            assertThat(Objects.requireNonNull(Objects.requireNonNull(group()).sharedBytes()))
                    .isCloseTo(shared, within(shared / 100));
        }
    }

    /// Not where the evidence that is left leads to others than those whose payload is known.
    private boolean isAboutThePayload() {
        return incident.expected().path(dumps.field).path("units").isMissingNode();
    }

    /// Of a leak or a backlog: the object that keeps it, the field that keeps that, what is in it and how much.
    private void objectsAgree() {
        if (!isNamed() || dumps == Dumps.THREADS_ALONE) {
            return;
        }
        assertThat(verdict.headline()).contains(text("root"));
        for (String field : List.of("class", "entryClass")) {
            String name = text(field);
            if (!name.isEmpty()) {
                assertThat(said()).as(field).anySatisfy(said -> assertThat(said).contains(name));
            }
        }
        JsonNode entries = incident.expected().path("entries");
        if (!entries.isMissingNode()) {
            assertThat(said())
                    .anySatisfy(
                            said -> assertThat(said.replace(",", "")).containsPattern("\\b" + entries.asInt() + "\\b"));
        }
    }

    private List<String> said() {
        List<String> said = new ArrayList<>(verdict.explanation());
        said.add(verdict.headline());
        verdict.evidence().stream().map(Evidence::text).forEach(said::add);
        for (Suspect suspect : report.suspects()) {
            suspect.content().forEach(content -> said.add(content.objects() + " " + content.className()));
        }
        return said;
    }

    /// Another incident, which has nothing to do with the first.
    private void secondAgrees() {
        JsonNode second = incident.expected().path("second");
        if (second.isMissingNode()) {
            return;
        }
        Verdict.Secondary found = verdict.secondary().getFirst();
        assertThat(List.of(found.kind(), found.subsystem().category(), found.cause()))
                .containsExactly(
                        second.path("kind").asString(),
                        second.path("category").asString(),
                        second.path("cause").asString());
        assertThat(found.units()).isEqualTo(second.path("units").asInt());
        Group group = report.groups().get(Objects.requireNonNull(found.group()));
        assertThat(group.blockedFrame()).isEqualTo(second.path("blockedFrame").asString());
        if (dumps != Dumps.THREADS_ALONE) {
            assertThat(Objects.requireNonNull(group.resource()).holders())
                    .extracting(Group.Holder::unit)
                    .containsExactlyInAnyOrderElementsOf(texts(second.path("holders")));
        }
    }

    private void lessIsSaidWhereLessIsGiven() {
        if (dumps == Dumps.ALL) {
            return;
        }
        Verdict byAll = incident.report(Dumps.ALL).verdict();
        assertThat(report.notChecked())
                .anySatisfy(missing -> assertThat(missing.command()).contains(dumps.command));
        assertThat(CONFIDENCE.indexOf(verdict.confidence()))
                .as(verdict.confidenceBecause())
                .isLessThanOrEqualTo(CONFIDENCE.indexOf(byAll.confidence()));
        assertThat(verdict.confidence() + verdict.confidenceBecause())
                .isNotEqualTo(byAll.confidence() + byAll.confidenceBecause());
    }

    private boolean isNamed() {
        return !List.of("healthy", "inconclusive").contains(verdict.kind());
    }

    private @Nullable Group group() {
        Integer rank = verdict.group();
        return rank == null ? null : report.groups().get(rank);
    }

    private JsonNode known(String field) {
        return incident.known(dumps, field);
    }

    private String text(String field) {
        return known(field).asString("");
    }

    private List<String> texts(String field) {
        return texts(known(field));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}

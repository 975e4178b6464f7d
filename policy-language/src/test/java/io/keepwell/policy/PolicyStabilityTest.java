package io.keepwell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The version of a document and of a bundle depend on nothing but the documents' own texts. */
class PolicyStabilityTest {

    private static final int RUNS = 2_000;
    private static final List<String> PARTS =
            List.of(
                    "weight: 20",
                    "# a remark",
                    "",
                    "why: |\n  ---\n  two lines\n\n  and a gap",
                    "note: 'über  --- §'",
                    "list:\n- a\n- b",
                    "quoted: \"a\\tb --- \\u263A\"",
                    "trailing: blanks  ",
                    "folded: >-\n  one\n  two",
                    "emoji: \uD83D\uDE00");

    @Test
    void shouldNotDependOnFilesLineEndsOrNeighbours() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            // Given
            Map<String, String> texts = texts(random);
            PolicyBundle alone = Read.bundle(oneFileEach(texts));
            PolicyFile[] shuffled = shuffled(texts, random);
            // When
            PolicyBundle bundle = Read.bundle(shuffled);
            // Then
            assertThat(bundle.version())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(alone.version());
            assertThat(
                            bundle.documents().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    PolicyDocument::key, PolicyDocument::text)))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(texts);
        }
    }

    @Test
    void shouldChangeWithAnyCharacterOfADocument() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            // Given
            Map<String, String> texts = texts(random);
            PolicyBundle before = Read.bundle(oneFileEach(texts));
            List<String> keys = List.copyOf(texts.keySet());
            texts.computeIfPresent(
                    keys.get(random.nextInt(keys.size())), (_, text) -> text + "# one more\n");
            // When
            PolicyBundle after = Read.bundle(oneFileEach(texts));
            // Then
            assertThat(after.version())
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isNotEqualTo(before.version());
        }
    }

    private static Map<String, String> texts(Random random) {
        Map<String, String> texts = new TreeMap<>();
        int count = 1 + random.nextInt(6);
        for (int at = 0; at < count; at++) {
            String kind = random.nextBoolean() ? "Scorecard" : "Play";
            texts.put(kind + "/doc-" + at, text(kind, "doc-" + at, random));
        }
        return texts;
    }

    private static String text(String kind, String id, Random random) {
        List<String> parts = new ArrayList<>(PARTS);
        Collections.shuffle(parts, random);
        StringBuilder text = new StringBuilder();
        if (random.nextBoolean()) {
            text.append("# about ").append(id).append('\n');
        }
        text.append("kind: ").append(kind).append("\nid: ").append(id).append('\n');
        for (String part : parts.subList(0, random.nextInt(parts.size()))) {
            text.append(part).append('\n');
        }
        return text.toString().stripTrailing() + "\n";
    }

    private static PolicyFile[] oneFileEach(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> new PolicyFile(entry.getKey(), entry.getValue()))
                .toArray(PolicyFile[]::new);
    }

    private static PolicyFile[] shuffled(Map<String, String> texts, Random random) {
        List<String> left = new ArrayList<>(texts.values());
        Collections.shuffle(left, random);
        List<PolicyFile> files = new ArrayList<>();
        while (!left.isEmpty()) {
            int take = 1 + random.nextInt(left.size());
            List<String> taken = left.subList(0, take);
            files.add(new PolicyFile("f" + random.nextInt() + files.size(), file(taken, random)));
            taken.clear();
        }
        Collections.shuffle(files, random);
        return files.toArray(PolicyFile[]::new);
    }

    private static String file(List<String> documents, Random random) {
        StringBuilder file = new StringBuilder();
        if (random.nextBoolean()) {
            file.append(random.nextBoolean() ? "# heading\n\n---\n" : "---\n");
        }
        String separator = random.nextBoolean() ? "---\n" : "\n--- # next\n\n \n";
        file.append(String.join(separator, documents));
        String text = random.nextBoolean() ? file.toString() : file + "\n  \n";
        text = random.nextBoolean() ? text : text.substring(0, text.length() - 1);
        return switch (random.nextInt(3)) {
            case 0 -> text.replace("\n", "\r\n");
            case 1 -> text.replace('\n', '\r');
            default -> text;
        };
    }
}

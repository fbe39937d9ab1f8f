package dev.holdup.analysis.rules;

/// A rule of the book.
public record Rule(String id) {}

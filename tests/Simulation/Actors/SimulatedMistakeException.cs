namespace Cairn.Tests.Simulation.Actors;

/// <summary>What the engine throws where the simulation has it make a mistake.</summary>
internal sealed class SimulatedMistakeException() : Exception("A simulated mistake of the engine.");

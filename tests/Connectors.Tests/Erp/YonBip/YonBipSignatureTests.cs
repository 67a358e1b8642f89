using CrmGraph.Connectors.Erp.YonBip;
using CrmGraph.Testing.Emulators.YonBip;

namespace CrmGraph.Connectors.Tests.Erp.YonBip;

/// <summary>A vector whose result comes from elsewhere; connector and emulator are both held to it.</summary>
public sealed class YonBipSignatureTests
{
    [Fact]
    public void A_token_is_asked_for_with_a_signature_over_the_sorted_parameters()
    {
        const string Expected = "koszsUa5ZldN6j35zHiYqV25CMxRNtrDk4wO%2FZxMBWw%3D";

        Assert.Equal(Expected, YonBipSignature.Of("41832a3d2df94989b500da6a22268747", "1568098531823", "demo-secret"));
        Assert.Equal(Expected, YonBipEmulator.Sign("41832a3d2df94989b500da6a22268747", "1568098531823", "demo-secret"));
    }
}

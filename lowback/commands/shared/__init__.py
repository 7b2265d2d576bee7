"""What several commands share: options, inputs, outputs, and the steps of the long ones."""

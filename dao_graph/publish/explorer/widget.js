// The explorer in a notebook's cell: the whole page in a frame of its own, which can reach neither the notebook nor the
// network. Page and kernel share the address: what is open, in which language, with which filters.
export default {
  render({ model, el }) {
    const frame = document.createElement("iframe");
    frame.title = "dao_graph";
    frame.style.cssText = `width: 100%; height: ${model.get("height")}px; border: 1px solid #8a94a3; border-radius: 6px;`;
    frame.setAttribute("sandbox", "allow-scripts allow-downloads allow-modals");
    const url = URL.createObjectURL(new Blob([model.get("page")], { type: "text/html" }));
    frame.src = `${url}#${model.get("address")}`;
    let last = model.get("address");
    const told = (event) => {
      if (event.source !== frame.contentWindow || typeof event.data?.explorer !== "string") return;
      last = event.data.explorer;
      model.set("address", last);
      model.save_changes();
    };
    const changed = () => {
      if (model.get("address") !== last) frame.contentWindow?.postMessage({ explorer: (last = model.get("address")) }, "*");
    };
    addEventListener("message", told);
    model.on("change:address", changed);
    el.append(frame);
    return () => {
      removeEventListener("message", told);
      model.off("change:address", changed);
      URL.revokeObjectURL(url);
    };
  },
};

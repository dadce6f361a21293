{{- define "wa.name" -}}
{{- if contains .Chart.Name .Release.Name -}}{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else -}}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{- end -}}
{{- end -}}

{{- define "wa.image" -}}
{{- if .Values.image.digest -}}{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{- end -}}
{{- end -}}

{{/* What the pods of one part are found by: (list $ part). */}}
{{- define "wa.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ $root.Chart.Name }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "wa.labels" -}}
{{ include "wa.selector" . }}
{{- $root := index . 0 }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ $root.Chart.Name }}-{{ $root.Chart.Version }}
{{- end -}}

{{/* Settings of a role: those of the config map, and of the secret the keys it needs and no others: (list $ keys optional-keys). */}}
{{- define "wa.settings" -}}
{{- $root := index . 0 -}}
envFrom:
  - configMapRef:
      name: {{ include "wa.name" $root }}
env:
{{- range index . 1 }}
  - name: {{ . }}
    valueFrom:
      secretKeyRef:
        name: {{ $root.Values.existingSecret }}
        key: {{ . }}
{{- end }}
{{- range index . 2 }}
  - name: {{ . }}
    valueFrom:
      secretKeyRef:
        name: {{ $root.Values.existingSecret }}
        key: {{ . }}
        optional: true
{{- end }}
{{- if $root.Values.metrics.enabled }}
  - name: METRICS_TOKEN
    valueFrom:
      secretKeyRef:
        name: {{ $root.Values.existingSecret }}
        key: METRICS_TOKEN
{{- end }}
{{- end -}}

{{- define "wa.container" -}}
image: {{ include "wa.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* What every pod has in common: (list $ part). */}}
{{- define "wa.pod" -}}
{{- $root := index . 0 -}}
{{- if and (eq (index . 1) "workers") (eq $root.Values.workers.driver "kubernetes") }}
serviceAccountName: {{ include "wa.name" $root }}-workers
{{- end }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with $root.Values.imagePullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- with $root.Values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with $root.Values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels: {{ include "wa.selector" . | nindent 14 }}
{{- end -}}

{{/* A part that is told of every change of its settings: the pods are made anew. */}}
{{- define "wa.annotations" -}}
checksum/config: {{ include (print .Template.BasePath "/config.yaml") . | sha256sum }}
{{- with .Values.podAnnotations }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Folders that may be written; files of messages where they lie in a volume. */}}
{{- define "wa.mounts" -}}
- name: data
  mountPath: /data
- name: tmp
  mountPath: /tmp
{{- if .Values.media.existingClaim }}
- name: media
  mountPath: /media
{{- end }}
{{- end -}}

{{- define "wa.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 1Gi
{{- if .Values.media.existingClaim }}
- name: media
  persistentVolumeClaim:
    claimName: {{ .Values.media.existingClaim }}
{{- end }}
{{- end -}}

{{/* What orchestrator and delivery are told besides where each worker is a pod. */}}
{{- define "wa.kubernetes" -}}
{{- $tolerations := list -}}
{{- range .Values.tolerations -}}
{{- $taint := required "Each toleration needs a key where workers are pods." .key -}}
{{- if eq (.operator | default "Equal") "Equal" }}{{ $taint = printf "%s=%s" $taint (.value | default "") }}{{ end -}}
{{- with .effect }}{{ $taint = printf "%s:%s" $taint . }}{{ end -}}
{{- $tolerations = append $tolerations $taint -}}
{{- end -}}
{{- $labels := list -}}
{{- range $name, $value := .Values.nodeSelector }}{{ $labels = append $labels (printf "%s=%s" $name $value) }}{{ end -}}
{{- $pull := list -}}
{{- range .Values.imagePullSecrets }}{{ $pull = append $pull .name }}{{ end -}}
- name: WORKER_IMAGE
  value: {{ include "wa.image" . | quote }}
- name: DOCKER_INSTALLATION
  value: {{ include "wa.name" . }}
- name: KUBERNETES_OWNER
  value: {{ include "wa.name" . }}-workers
- name: KUBERNETES_SPREAD
  value: {{ join "," .Values.workers.kubernetes.spread | quote }}
- name: KUBERNETES_NODE_WAIT_SECONDS
  value: {{ .Values.workers.kubernetes.nodeWaitSeconds | quote }}
{{- with $labels }}
- name: KUBERNETES_NODE_SELECTOR
  value: {{ join "," . | quote }}
{{- end }}
{{- with $tolerations }}
- name: KUBERNETES_TOLERATIONS
  value: {{ join "," . | quote }}
{{- end }}
{{- with $pull }}
- name: KUBERNETES_PULL_SECRETS
  value: {{ join "," . | quote }}
{{- end }}
# Workers on other nodes ask the delivery role for files.
- name: MEDIA_SOCKET
  value: tcp://{{ include "wa.name" . }}-files:3002
{{- end -}}
